import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

export const passwordLength = { min: 8, max: 72 };

/** Bytes count, not letters: bcrypt reads 72 of them. */
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** An e-mail address, checked when the field is left. */
export function EmailField({ autoFocus = false }: { autoFocus?: boolean }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="email"
      label={t('gate.email')}
      validateTrigger="onBlur"
      normalize={(value: string) => value.trim()}
      rules={[
        { required: true, message: t('gate.check.required') },
        { type: 'email', message: t('gate.check.email') },
      ]}
    >
      <Input
        type="email"
        autoComplete="username"
        inputMode="email"
        dir="ltr"
        autoFocus={autoFocus}
        maxLength={254}
      />
    </Form.Item>
  );
}

/** The password somebody has. */
export function PasswordField({
  name = 'password',
  label,
  autoFocus = false,
}: {
  name?: string;
  label?: string;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label ?? t('gate.password')}
      validateTrigger="onSubmit"
      rules={[{ required: true, message: t('gate.check.required') }]}
    >
      <Input.Password autoComplete="current-password" dir="ltr" autoFocus={autoFocus} />
    </Form.Item>
  );
}

/** A password to choose, twice. */
export function NewPasswordFields({ label, again }: { label: string; again: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="newPassword"
        label={label}
        validateTrigger="onBlur"
        extra={t('gate.check.passwordShort', { min: passwordLength.min })}
        rules={[
          { required: true, message: t('gate.check.required') },
          { min: passwordLength.min, message: t('gate.check.passwordShort', { min: passwordLength.min }) },
          {
            validator: async (_rule, value?: string) => {
              if (bytesOf(value ?? '') > passwordLength.max) {
                throw new Error(t('gate.check.passwordLong', { max: passwordLength.max }));
              }
            },
          },
        ]}
      >
        <Input.Password autoComplete="new-password" dir="ltr" />
      </Form.Item>
      <Form.Item
        name="again"
        label={again}
        dependencies={['newPassword']}
        validateTrigger="onBlur"
        rules={[
          { required: true, message: t('gate.check.required') },
          ({ getFieldValue }) => ({
            validator: async (_rule, value?: string) => {
              if (value && value !== getFieldValue('newPassword'))
                throw new Error(t('gate.check.passwordsDiffer'));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" dir="ltr" />
      </Form.Item>
    </>
  );
}

/** What a form as a whole could not do. */
export function FormError({ text }: { text: string | null }) {
  return (
    <div role="alert" className="at-form-error" hidden={!text}>
      {text}
    </div>
  );
}
