/** Stands in for packages that Refine imports and Atrium never shows (see vite.config.ts). */
export const PageContainer = () => null;
export default PageContainer;
