/** Where old programs call. */
export const bridgeAt = "/api.php";
