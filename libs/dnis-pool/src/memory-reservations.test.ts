import { reservationStoreContract } from '../testing';
import { memoryReservations } from './memory-reservations';

reservationStoreContract('memoryReservations', async () => memoryReservations());
