export { FieldControl } from './FieldControl';
export { FormField } from './FormField';
export { ManyControl } from './ManyControl';
export { NotDecided } from './NotDecided';
export { RecordForm, type RecordFormProps, type SaveForm } from './RecordForm';
export type { ControlSlot, FieldDef, FormSection } from './types';
export { useMergingSave, type Version } from './useMergingSave';
