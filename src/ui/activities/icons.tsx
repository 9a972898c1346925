import {
  FileTextOutlined,
  LaptopOutlined,
  MailOutlined,
  PhoneOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { ActivityKind } from './values';

export const kindIcons: Record<ActivityKind, ReactNode> = {
  call: <PhoneOutlined />,
  email: <MailOutlined />,
  meeting: <TeamOutlined />,
  demo: <LaptopOutlined />,
  note: <FileTextOutlined />,
};
