import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClear } from '../useClear';

const pause = 250;

/** Searches as one types, a moment after the last key; Enter at once, Escape clears. */
export function SearchBox({
  value,
  placeholder,
  onSearch,
  ref,
}: {
  value: string;
  placeholder: string;
  onSearch: (text: string) => void;
  ref?: Ref<InputRef>;
}) {
  const { t } = useTranslation();
  const clear = useClear();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const search = useRef(onSearch);
  search.current = onSearch;

  useEffect(() => {
    // Taken off by a chip, or by going back in the history.
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);

  const send = (next: string) => {
    if (next === sent.current) return;
    sent.current = next;
    search.current(next);
  };

  useEffect(() => {
    const timer = setTimeout(() => {
      if (text !== sent.current) {
        sent.current = text;
        search.current(text);
      }
    }, pause);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <Input
      ref={ref}
      className="at-search"
      type="search"
      role="searchbox"
      aria-label={t('actions.search')}
      aria-keyshortcuts="/"
      prefix={<SearchOutlined aria-hidden />}
      suffix={text ? undefined : <kbd aria-hidden>/</kbd>}
      placeholder={placeholder}
      allowClear={clear}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => send(text)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText('');
      }}
    />
  );
}
