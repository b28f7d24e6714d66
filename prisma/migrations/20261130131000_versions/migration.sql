-- What a program read is still so as long as its version is: each operation counts up what it changes, see server/operation/asked.
-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "attributes_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "blocks_version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "web_users" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "tariffs" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "routing_groups" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "profiles" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
