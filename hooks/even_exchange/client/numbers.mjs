// What the readings share: three lines of arithmetic and a look into a mapping.

/** The value to six decimals, for comparison with a cut and for print. */
export const tidy = (value) => Math.floor(value * 1000000 + 0.5) / 1000000;

/** The whole points that a page prints. */
export const printed = (value) => Math.floor(tidy(value) + 0.5);

export const holds = (answers, id) => Object.hasOwn(answers, id);

export const refsOf = (given) => given.map(({ ref }) => ref);
