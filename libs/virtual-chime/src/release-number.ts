import { findNumber } from './owned-numbers';
import type { ChimeService } from './service';

/** A number is no longer used. The service still shows it as assigned for a while. */
export const releaseNumber = (service: ChimeService, id: string): void => {
  const number = findNumber(service, id);
  if (!number) return;
  number.assignedUntil = service.now() + service.delays.release;
  number.updatedAt = service.now();
};
