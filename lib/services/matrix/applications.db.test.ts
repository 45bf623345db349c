import { matrixOf } from "../testing/matrix";

matrixOf("applications");
