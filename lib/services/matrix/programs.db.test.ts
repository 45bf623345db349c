import { matrixOf } from "../testing/matrix";

matrixOf("programs");
