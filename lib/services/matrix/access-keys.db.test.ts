import { matrixOf } from "../testing/matrix";

matrixOf("access keys");
