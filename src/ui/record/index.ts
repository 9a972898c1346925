import './record.css';

export { EditableFact, type SaveFact } from './EditableFact';
export { FactPanel } from './FactPanel';
export { FactValue } from './FactValue';
export { Panel } from './Panel';
