import { PageHeader } from '../../parts/page-header';

const CallPage = () => <PageHeader title="Call" />;

export default CallPage;
