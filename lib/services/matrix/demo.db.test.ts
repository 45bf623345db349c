import { matrixOf } from "../testing/matrix";

matrixOf("demo data");
