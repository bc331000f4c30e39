import { PageHeader } from '../../parts/page-header';

const CallsPage = () => <PageHeader title="Calls" />;

export default CallsPage;
