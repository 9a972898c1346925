import { CheckOutlined, DownOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { type ReactNode, useState } from 'react';

/** A button that says what is chosen and opens what there is to choose; `more` stands below, given a way to close. */
export function Choice<T extends string>({
  label,
  chosen,
  summary,
  options,
  onChoose,
  more,
}: {
  label: string;
  chosen: T | null;
  summary: ReactNode;
  options: readonly { value: T; text: string }[];
  onChoose: (value: T) => void;
  more?: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={
        <div className="at-choice">
          <fieldset onKeyDown={(event) => event.key === 'Escape' && close()}>
            <legend className="at-hidden">{label}</legend>
            {options.map(({ value, text }) => (
              <button
                key={value}
                type="button"
                className="at-choice-option"
                aria-pressed={value === chosen}
                onClick={() => {
                  onChoose(value);
                  close();
                }}
              >
                <span>{text}</span>
                {value === chosen ? <CheckOutlined aria-hidden /> : null}
              </button>
            ))}
          </fieldset>
          {more?.(close)}
        </div>
      }
    >
      <button type="button" className="at-choice-button" aria-haspopup="dialog" aria-expanded={open}>
        <span className="at-choice-label">{label}</span>
        <bdi>{summary}</bdi>
        <DownOutlined aria-hidden />
      </button>
    </Popover>
  );
}
