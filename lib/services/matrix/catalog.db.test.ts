import { matrixOf } from "../testing/matrix";

matrixOf("catalog");
