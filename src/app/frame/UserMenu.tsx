import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe } from '../../providers/me';
import { ClickMenu } from '../../ui/ClickMenu';
import { PersonAvatar } from '../../ui/Person';
import { resources } from '../resources';

const ownScreens = resources.filter(({ own }) => own);

/** The signed-in person: profile, what is their own, and sign-out. */
export function UserMenu() {
  const { t } = useTranslation();
  const { profile } = useMe();
  const navigate = useNavigate();
  return (
    <ClickMenu
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: (
              <span className="at-who">
                <strong>
                  <bdi>{profile.fullName}</bdi>
                </strong>
                <span dir="ltr">{profile.email}</span>
              </span>
            ),
          },
          { key: '/profile', icon: <UserOutlined />, label: t('frame.profile') },
          ...ownScreens.map(({ name, paths, icon: Icon }) => ({
            key: paths.list,
            icon: <Icon />,
            label: t(`${name}.title`),
          })),
          { type: 'divider' },
          { key: '/sign-out', icon: <LogoutOutlined />, label: t('frame.signOut') },
        ],
        onClick: ({ key }) => void navigate(key),
      }}
    >
      <button type="button" className="at-user" aria-label={t('frame.account', { name: profile.fullName })}>
        <PersonAvatar name={profile.fullName} avatar={profile.avatar} size={30} />
      </button>
    </ClickMenu>
  );
}
