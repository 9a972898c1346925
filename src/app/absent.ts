/** Stands in for packages that Refine's antd package imports and Atrium never shows (see vite.config.ts). */
export const PageContainer = () => null;
export default PageContainer;
