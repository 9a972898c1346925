import { PlusOutlined, RightOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { Command } from 'cmdk';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useErrorText } from '../../ui/states';
import { resourceOfKind, useCommands } from './useCommands';
import { type Hit, shortest, useSearch } from './useSearch';
import './palette.css';

/** Where a found record is shown: its own page, else its customer's; null when this build has neither. */
function addressOf(hit: Hit): string | null {
  const own = resourceOfKind(hit.kind);
  if (own?.show) return own.paths.show.replace(':id', hit.id);
  const customers = resourceOfKind('customer');
  return hit.customerId && customers?.show ? customers.paths.show.replace(':id', hit.customerId) : null;
}

function Entry({ icon, children, end }: { icon: ReactNode; children: ReactNode; end?: ReactNode }) {
  return (
    <>
      <span aria-hidden className="at-palette-icon">
        {icon}
      </span>
      <span className="at-palette-text">{children}</span>
      {end ? <span className="at-palette-end">{end}</span> : null}
    </>
  );
}

/** Ctrl/⌘ K: go to a screen, create something, or find a record by any part of what it is known by. */
export default function Palette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const [text, setText] = useState('');
  const { hits, waiting, enabled, error, refetch } = useSearch(open ? text : '');
  const { goTo, create } = useCommands(text);

  const close = () => {
    onOpenChange(false);
    setText('');
  };
  const go = (address: string) => {
    close();
    void navigate(address);
  };
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  const nothing = !waiting && !error && hits.length + goTo.length + create.length === 0;

  return (
    <Command.Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      label={t('palette.label')}
      shouldFilter={false}
      loop
      overlayClassName="at-palette-mask"
      contentClassName="at-palette"
    >
      <div className="at-palette-head">
        <SearchOutlined aria-hidden />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t('palette.placeholder')}
          maxLength={200}
        />
      </div>
      <Command.List label={t('palette.label')}>
        {kinds.map((kind) => (
          <Command.Group key={kind} heading={t(`palette.kinds.${kind}`, { defaultValue: kind })}>
            {hits
              .filter((hit) => hit.kind === kind)
              .map((hit) => {
                const address = addressOf(hit);
                const Icon = resourceOfKind(kind)?.icon ?? UserOutlined;
                return (
                  <Command.Item
                    key={hit.id}
                    value={`${kind} ${hit.id}`}
                    disabled={!address}
                    onSelect={() => address && go(address)}
                  >
                    <Entry
                      icon={<Icon />}
                      end={address ? hit.number && `#${hit.number}` : t('palette.noScreen')}
                    >
                      <bdi>{hit.title}</bdi>
                      {hit.subtitle ? <bdi className="at-palette-sub">{hit.subtitle}</bdi> : null}
                    </Entry>
                  </Command.Item>
                );
              })}
          </Command.Group>
        ))}
        {error ? (
          <Command.Group>
            <Command.Item value="retry" onSelect={() => void refetch()}>
              <Entry icon={<SearchOutlined />} end={t('actions.retry')}>
                {errorText(error)}
              </Entry>
            </Command.Item>
          </Command.Group>
        ) : null}
        {create.length > 0 ? (
          <Command.Group heading={t('palette.create')}>
            {create.map(({ key, label, address }) => (
              <Command.Item key={key} value={key} onSelect={() => go(address)}>
                <Entry icon={<PlusOutlined />}>{label}</Entry>
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
        {goTo.length > 0 ? (
          <Command.Group heading={t('palette.goTo')}>
            {goTo.map(({ key, label, address, icon }) => (
              <Command.Item key={key} value={key} onSelect={() => go(address)}>
                <Entry icon={icon} end={<RightOutlined className="at-flip" />}>
                  {label}
                </Entry>
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
      </Command.List>
      <div className="at-palette-foot" role="status">
        <span className="at-palette-note">
          {waiting
            ? t('palette.searching')
            : nothing && enabled
              ? t('palette.empty', { text: text.trim() })
              : enabled
                ? t('palette.found', { count: hits.length })
                : t('palette.hint', { count: shortest })}
        </span>
        <span className="at-palette-keys" aria-hidden>
          <kbd>↑↓</kbd> {t('palette.keys.move')} <kbd>↵</kbd> {t('palette.keys.open')} <kbd>Esc</kbd>{' '}
          {t('palette.keys.close')}
        </span>
      </div>
    </Command.Dialog>
  );
}
