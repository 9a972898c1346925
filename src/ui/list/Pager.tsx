import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { pageSizes } from '../../lib/list-state';
import { useFormats } from '../useFormats';
import type { ListCount } from './useListCount';

/** "1–25 of 1,200": which rows are shown of how many, and the way to the next ones. */
export function Pager({
  page,
  size,
  shown,
  more,
  count,
  onPage,
  onSize,
}: {
  page: number;
  size: number;
  /** Rows on this page. */
  shown: number;
  /** Whether rows follow. */
  more: boolean;
  count: ListCount | undefined;
  onPage: (page: number) => void;
  onSize?: (size: number) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const from = (page - 1) * size + 1;
  const values = {
    from: formats.number(from),
    to: formats.number(from + shown - 1),
    total: formats.number(count?.total ?? 0, count?.about ? { maximumSignificantDigits: 2 } : {}),
  };
  const text = !count ? 'list.range' : count.about ? 'list.rangeOfAbout' : 'list.rangeOf';

  return (
    <nav className="at-pager" aria-label={t('list.pages')}>
      {onSize ? (
        <label className="at-pager-size">
          <span>{t('list.size')}</span>
          <select
            aria-label={t('list.size')}
            value={size}
            onChange={(event) => onSize(Number(event.target.value))}
          >
            {pageSizes.map((choice) => (
              <option key={choice} value={choice}>
                {formats.number(choice)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <span className="at-pager-range" role="status">
        {shown > 0 ? t(text, values) : null}
      </span>
      <Button
        icon={<LeftOutlined className="at-flip" />}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
        aria-label={t('list.previous')}
      />
      <Button
        icon={<RightOutlined className="at-flip" />}
        disabled={!more}
        onClick={() => onPage(page + 1)}
        aria-label={t('list.next')}
      />
    </nav>
  );
}
