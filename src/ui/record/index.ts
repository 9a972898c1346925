import './record.css';

export { EditableFact, type SaveFact } from './EditableFact';
export { EditLink } from './EditLink';
export { FactPanel } from './FactPanel';
export { FactValue } from './FactValue';
export { HistoryPanel } from './HistoryPanel';
export { Panel } from './Panel';
