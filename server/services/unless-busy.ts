import { isDatabaseBusy } from "#db/busy.ts";
import { type Outcome, refuse } from "./house.ts";

/** Asks whoever came to come again when the database could not be had in time. */
export async function unlessBusy<T>(act: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await act();
  } catch (error) {
    if (!isDatabaseBusy(error)) throw error;
    return refuse("busy", [BUSY]);
  }
}

const BUSY = {
  field: "",
  message: "现在办理的人太多，这一次没有办成。请过几秒原样再提交一次，不会重复，填写的内容都还在。",
};
