export { ItemLines } from './ItemLines';
export { ItemsControl } from './ItemsControl';
export {
  amountOf,
  type Item,
  type ItemRow,
  itemColumns,
  itemsOf,
  itemsProblem,
  sumOf,
  toItems,
} from './items';
