import { matrixOf } from "../testing/matrix";

matrixOf("people");
