/** Which tab this is, among all that are open anywhere: it knows its own changes when it is told of them. */
export const thisTab = Math.random().toString(36).slice(2);
