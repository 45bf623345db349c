import { matrixOf } from "../testing/matrix";

matrixOf("all others");
