// How the role of a unit looks, and what it is called. Essential groups have a colour and a number: the ninth
// group has the colour of the first, but not its number.

export function roleClass({ name, group }) {
  return name === "essential" ? `essential hue${group % 8}` : name;
}

export function roleMark({ name, group, sign }) {
  const numbered = `${sign < 0 ? "−" : ""}${group}`;
  if (name === "essential") return numbered;
  if (name === "blank") return group === null ? "·" : `(${numbered})`;
  return name === "zero-sum" ? "=0" : "c";
}

export function roleText({ name, group, sign }) {
  const turned = sign < 0 ? ", signs turned" : "";
  if (name === "essential") return `carries essential group ${group}${turned}`;
  if (name === "blank") return group === null ? "blank" : `blank, at the pair of group ${group}${turned}`;
  return name;
}
