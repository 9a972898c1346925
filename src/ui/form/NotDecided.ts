/** Somebody was asked which of two versions is to stand, and went back to the form instead: nothing is saved, nothing lost. */
export class NotDecided extends Error {}
