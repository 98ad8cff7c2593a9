// Two parameters of one function, unit by unit.

import { element } from "../dom.mjs";
import { Timetable } from "./timetable.mjs";

export function membersView({ members, roles: found }) {
  if (!found) return element("p", {}, "These parameters are too large to be drawn here.");
  if (members[0].width === 0) return element("p", {}, "There are no hidden units.");
  const { roles, groups } = found;
  const columns = ["first", "second"];
  const broken = new Set();
  return new Timetable({ vertices: members, roles, groups, columns, joined: false, broken, go: null }).node;
}
