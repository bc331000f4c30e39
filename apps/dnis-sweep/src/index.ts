export { dnisSweep, type DnisSweep, type Swept } from './dnis-sweep';
