/** Values to choose from stand on this sheet of a template; an import passes over it. */
export const OPTIONS_SHEET = "选项";
