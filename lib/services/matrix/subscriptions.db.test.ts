import { matrixOf } from "../testing/matrix";

matrixOf("subscriptions");
