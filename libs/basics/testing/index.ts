export { folderWith, removeFolders } from './folders';
