import { matrixOf } from "../testing/matrix";

matrixOf("key sets");
