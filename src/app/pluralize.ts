/** Stands in for the package of this name: what Refine would put into the plural has its names in every language's texts. */
const asItIs = (word: string) => word;

export default { plural: asItIs, singular: asItIs };
