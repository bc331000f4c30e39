import { buildCompetitors } from './competitors';
void buildCompetitors();
