import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../providers/me';
import { PersonAvatar } from '../../../ui/Person';
import { useErrorText } from '../../../ui/states';
import { useSaveProfile } from '../../frame/saveProfile';
import { FormError } from '../../gate/fields';
import { type PictureProblem, squarePicture } from './picture';

const problemKeys: Record<PictureProblem, string> = {
  broken: 'profile.pictureBroken',
  large: 'profile.pictureLarge',
};

/** The person's picture: made small in the browser, saved at once. */
export function PictureField() {
  const { t } = useTranslation();
  const { profile, reload } = useMe();
  const { message } = App.useApp();
  const save = useSaveProfile();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const keep = async (avatar: string | null) => {
    setBusy(true);
    setProblem(null);
    try {
      await save({ avatar });
      await reload();
      void message.success(t('profile.saved'));
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setBusy(false);
    }
  };

  const choose = async (file: File) => {
    const made = await squarePicture(file);
    if ('problem' in made) setProblem(t(problemKeys[made.problem]));
    else await keep(made.dataUrl);
  };

  return (
    <div className="at-picture">
      <PersonAvatar name={profile.fullName} avatar={profile.avatar} size={72} />
      <div>
        <input
          ref={input}
          type="file"
          accept="image/jpeg,image/png,image/webp,image/gif"
          hidden
          aria-label={t('profile.picture')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void choose(file);
          }}
        />
        <div className="at-row">
          <Button loading={busy} onClick={() => input.current?.click()}>
            {t('profile.choosePicture')}
          </Button>
          {profile.avatar ? (
            <Button type="text" disabled={busy} onClick={() => void keep(null)}>
              {t('profile.removePicture')}
            </Button>
          ) : null}
        </div>
        <p className="at-hint">{t('profile.pictureHint')}</p>
        <FormError text={problem} />
      </div>
    </div>
  );
}
