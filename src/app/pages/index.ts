export const Home = () => import('./Home');
export const Profile = () => import('./profile/Profile');
export const NotFound = () => import('./NotFound');
export const Dashboard = () => import('../../dashboards/host/DashboardPage');
