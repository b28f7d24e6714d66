-- CreateTable
CREATE TABLE "profiles" (
    "i_profile" SERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT COLLATE "C" NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "profiles_pkey" PRIMARY KEY ("i_profile")
);

-- CreateIndex
CREATE UNIQUE INDEX "profiles_owner_name_key" ON "profiles"("i_customer", "name_key");

-- AddForeignKey
ALTER TABLE "profiles" ADD CONSTRAINT "profiles_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;
