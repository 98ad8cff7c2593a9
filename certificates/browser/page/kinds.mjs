// The kinds as the page shows them, one entry for each: `claim` states what is claimed, as nodes; `restsOn`
// says what the verdict rests on; `title` stands above the picture that `view` draws.

import {
  canonicalClaim,
  connectedClaim,
  diameterClaim,
  differenceBoundClaim,
  distanceClaim,
  equivalentClaim,
  inequivalentClaim,
  nearClaim,
  notConnectedClaim,
  pathBrokenClaim,
  pathValidClaim,
} from "./claims.mjs";
import { element } from "./dom.mjs";
import { membersView } from "./views/members.mjs";
import { networksView } from "./views/networks.mjs";
import { pathView } from "./views/path.mjs";

const ODD = "Besides the rules' arithmetic, nothing but that tanh is odd.";
const LOWER = "Theorems 3, 5, 7 or 8, or for a table on the search that it records";

const single = ({ network }) => [{ name: "f", network }];
const both = ({ a, b }) => [
  { name: "f_a", network: a },
  { name: "f_b", network: b },
];

export const SHOWN_KINDS = {
  canonical: {
    claim: canonicalClaim,
    restsOn:
      "That the two are one function rests on nothing but that tanh is odd; " +
      "that no smaller network is, on Theorem 2 (Sussmann 1992).",
    title: "The function",
    view: (claim) => networksView(single(claim), null),
  },
  equivalent: {
    claim: equivalentClaim,
    restsOn: ODD,
    title: "The functions: one lies upon the other",
    view: (claim) => networksView(both(claim), null),
  },
  inequivalent: {
    claim: inequivalentClaim,
    restsOn:
      "The algebraic part rests on Theorems 1 and 2 (Hermite 1873, Sussmann 1992); " +
      "the witness, if there is one, on no theorem.",
    title: "The functions",
    view: (claim) => networksView(both(claim), claim.witness),
  },
  "path valid": { claim: pathValidClaim, restsOn: ODD, title: "The path", view: pathView },
  "path broken": {
    claim: pathBrokenClaim,
    restsOn:
      "The list of broken segments rests on Theorem 3 and its corollary; " +
      "the witness, if there is one, on no theorem.",
    title: "The path",
    view: pathView,
  },
  connected: { claim: connectedClaim, restsOn: ODD, title: "The path", view: pathView },
  "not connected": {
    claim: notConnectedClaim,
    restsOn: "Theorem 3.",
    title: "The functions",
    view: (claim) => element("div", {}, membersView(claim), networksView(both(claim), null)),
  },
  distance: {
    claim: distanceClaim,
    restsOn: `The path rests on nothing but that tanh is odd; the lower bound on ${LOWER}.`,
    title: "The path",
    view: pathView,
  },
  diameter: {
    claim: diameterClaim,
    restsOn: `The upper bound rests on Theorem 4; the lower one on ${LOWER}.`,
    title: "The two members",
    view: (claim) => {
      const picture = claim.network.width ? networksView(single(claim), null) : null;
      return element("div", {}, membersView(claim), picture);
    },
  },
  "difference bound": {
    claim: differenceBoundClaim,
    restsOn:
      "No theorem on networks: that tanh is odd, that it rises, its derivative, and the mean value theorem.",
    title: "The functions, and how far they are apart",
    view: (claim) => networksView(both(claim), claim.witness, claim),
  },
  near: {
    claim: nearClaim,
    restsOn: ODD,
    title: "The functions",
    view: ({ network, near }) => networksView([...single({ network }), { name: "g", network: near }], null),
  },
};
