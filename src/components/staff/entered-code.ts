import { printUntitled } from "../print-untitled.ts";

printUntitled();
