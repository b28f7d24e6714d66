export declare function bundle(names?: readonly string[]): Promise<void>;
