import { PageHeader } from '../../parts/page-header';

const ForwardPage = () => <PageHeader title="Forward" />;

export default ForwardPage;
