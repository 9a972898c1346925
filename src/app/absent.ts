/** Stands in for packages that Refine imports and Atrium never shows (see vite.config.ts). */
const Absent = () => null;

export { Absent as PageHeader };
export default Absent;
