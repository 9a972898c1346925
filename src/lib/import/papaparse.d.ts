/** By its file's name, because the build leaves the package's plain name out for Refine, which does not need it. */
declare module 'papaparse/papaparse.js' {
  import Papa from 'papaparse';
  export default Papa;
}
