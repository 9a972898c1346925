import { Button, Form, Input, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { currencyOptions, timezoneOptions } from '../../lib/choices';
import { toAtriumError } from '../../lib/errors';
import { isLanguage, languageNames, languages } from '../languages';
import { usePreferences } from '../preferences';
import { useServices } from '../services';
import { EmailField, FormError, NewPasswordFields } from './fields';
import { GateFrame } from './GateFrame';
import { setUp, setupNeeded } from './setup';

interface Fields {
  organisation: string;
  fullName: string;
  email: string;
  newPassword: string;
  locale: string;
  timezone: string;
  currency: string;
}

/** The form's names of the fields that the server names. */
const formFields: Record<string, keyof Fields> = {
  organisation: 'organisation',
  fullName: 'fullName',
  email: 'email',
  password: 'newPassword',
  locale: 'locale',
  timezone: 'timezone',
  currency: 'currency',
};

/** The first visit to an empty Atrium: the organisation and its first administrator, asked once. */
export default function Setup() {
  const { t, i18n } = useTranslation();
  const services = useServices();
  const navigate = useNavigate();
  const { language, setLanguage } = usePreferences();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const currencies = useMemo(() => currencyOptions(i18n.language), [i18n.language]);
  const timezones = useMemo(() => timezoneOptions(), []);

  useEffect(() => {
    let here = true;
    setupNeeded(services).then(
      (needed) => {
        if (!needed && here) void navigate('/sign-in', { replace: true });
      },
      () => here && setProblem(t('errors.offline')),
    );
    return () => {
      here = false;
    };
  }, [services, navigate, t]);

  useEffect(() => form.setFieldValue('locale', language), [form, language]);

  const submit = async ({ newPassword, ...rest }: Fields & { again?: string }) => {
    const { again: _again, ...values } = rest;
    setBusy(true);
    setProblem(null);
    try {
      const outcome = await setUp(services, { ...values, password: newPassword });
      if (outcome.done) {
        const { error } = await services.auth.signInWithPassword({
          email: values.email,
          password: newPassword,
        });
        await navigate(error ? '/sign-in' : '/', { replace: true });
      } else if (outcome.already) {
        await navigate('/sign-in', { replace: true, state: { note: 'gate.setup.done' } });
      } else {
        const text = t(`errors.${outcome.key}`, { defaultValue: t('errors.unknown') });
        const field = outcome.field && formFields[outcome.field];
        if (field) form.setFields([{ name: field, errors: [text] }]);
        else setProblem(text);
      }
    } catch (error) {
      setProblem(t(toAtriumError(error).key));
    } finally {
      setBusy(false);
    }
  };

  const needed = [{ required: true, whitespace: true, message: t('gate.check.required') }];
  return (
    <GateFrame title={t('gate.setup.title')} hint={t('gate.setup.hint')}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        disabled={busy}
        noValidate
        scrollToFirstError={{ focus: true }}
        initialValues={{
          locale: language,
          currency: 'USD',
          timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        }}
      >
        <FormError text={problem} />
        <Form.Item name="organisation" label={t('gate.setup.organisation')} rules={needed}>
          <Input autoComplete="organization" maxLength={200} autoFocus />
        </Form.Item>
        <Form.Item name="fullName" label={t('gate.setup.fullName')} rules={needed}>
          <Input autoComplete="name" maxLength={200} />
        </Form.Item>
        <EmailField />
        <NewPasswordFields label={t('gate.password')} again={t('gate.again')} />
        <Form.Item name="locale" label={t('gate.setup.language')}>
          <Select
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
            onChange={(value) => isLanguage(value) && void setLanguage(value, true)}
          />
        </Form.Item>
        <Form.Item name="timezone" label={t('gate.setup.timezone')} rules={needed}>
          <Select showSearch options={timezones} />
        </Form.Item>
        <Form.Item name="currency" label={t('gate.setup.currency')} rules={needed}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={currencies} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          {t('gate.setup.submit')}
        </Button>
      </Form>
    </GateFrame>
  );
}
