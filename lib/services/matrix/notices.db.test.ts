import { matrixOf } from "../testing/matrix";

matrixOf("notices");
