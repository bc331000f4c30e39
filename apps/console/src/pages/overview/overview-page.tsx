import { PageHeader } from '../../parts/page-header';

const OverviewPage = () => <PageHeader title="Overview" />;

export default OverviewPage;
