import {
  CheckSquareOutlined,
  CustomerServiceOutlined,
  EditOutlined,
  FundOutlined,
  ShoppingCartOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { kindIcons } from '../../../ui/activities/icons';
import type { TimelineKind } from './entries';

export const timelineIcons: Record<TimelineKind, ReactNode> = {
  ...kindIcons,
  deal: <FundOutlined />,
  order: <ShoppingCartOutlined />,
  ticket: <CustomerServiceOutlined />,
  task: <CheckSquareOutlined />,
  change: <EditOutlined />,
};
