import { Popover } from 'antd';
import { lazy, type ReactElement, Suspense } from 'react';
import type { FilterDef, FilterOption } from './types';
import type { Options } from './useFilterOptions';

const DayRangeOptions = lazy(() => import('./DayRangeOptions'));
const FilterOptions = lazy(() => import('./FilterOptions'));
const FindOptions = lazy(() => import('./FindOptions'));
const NumberOptions = lazy(() => import('./NumberOptions'));
const TextOptions = lazy(() => import('./TextOptions'));

export interface FilterPopoverProps {
  filter: FilterDef;
  values: readonly string[];
  options: Options;
  /** The chosen values with their names. */
  chosen: readonly FilterOption[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (values: string[]) => void;
  onRetry: () => void;
  /** The button that it stands under. */
  children: ReactElement;
}

/** What a filter's values are chosen by, under its chip. */
export default function FilterPopover({
  filter,
  values,
  options,
  chosen,
  open,
  onOpen,
  onChange,
  onRetry,
  children,
}: FilterPopoverProps) {
  const common = { filter, values, onChange, onClose: () => onOpen(false) };
  const editor = () => {
    if (filter.options === 'days') return <DayRangeOptions {...common} />;
    if (filter.options === 'number') return <NumberOptions {...common} />;
    if (filter.options === 'text') return <TextOptions {...common} />;
    if (filter.find) return <FindOptions {...common} chosen={chosen} />;
    return <FilterOptions {...common} options={options} onRetry={onRetry} />;
  };
  return (
    <Popover
      open={open}
      onOpenChange={onOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={
        <div role="dialog" aria-label={filter.label} className="at-options-box">
          <Suspense>{editor()}</Suspense>
        </div>
      }
    >
      {children}
    </Popover>
  );
}
