/** Where a server keeps everything unless it is told otherwise, from the working folder. */
export const DEFAULT_DATA_DIRECTORY = '.stepyard';
