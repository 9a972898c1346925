export { AskDialog } from './AskDialog';
export { FormDialog } from './FormDialog';
export { FormDrawer } from './FormDrawer';
export { NameItem } from './NameItem';
export { Problem } from './Problem';
