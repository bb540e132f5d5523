# SPDX-License-Identifier: MIT
# Copies the library, applies the patches, builds and runs the tests that they bring. Each touches at
# most as many files of the library as stands before it, and one test.

set(patches "")
foreach(limit_and_patch IN LISTS limits_and_patches)
    string(REPLACE " " ";" limit_and_patch ${limit_and_patch})
    list(GET limit_and_patch 0 most_of_library)
    list(GET limit_and_patch 1 patch)
    list(APPEND patches ${patch})
    foreach(limit IN ITEMS "(src|include) ${most_of_library}" "tests 1")
        string(REPLACE " " ";" limit ${limit})
        list(GET limit 0 folders)
        list(GET limit 1 most)
        file(STRINGS ${patch} files REGEX "^[+][+][+] b/${folders}/")
        list(LENGTH files count)
        if(count GREATER most)
            message(FATAL_ERROR "${patch} touches ${count} files of ${folders}: ${files}")
        endif()
    endforeach()
endforeach()

file(REMOVE_RECURSE ${work})
file(COPY ${source}/CMakeLists.txt ${source}/include ${source}/src DESTINATION ${work}/saleskpi)
file(COPY ${source}/tests/main.cpp ${source}/tests/catch.hpp DESTINATION ${work}/saleskpi/tests)
foreach(patch IN LISTS patches)
    execute_process(
        COMMAND ${patch_program} -p1 -i ${patch}
        WORKING_DIRECTORY ${work}/saleskpi
        COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/project -B ${work}/build -G ${generator}
        -D library=${work}/saleskpi
        -D CMAKE_CXX_COMPILER=${compiler}
        -D "CMAKE_CXX_COMPILER_LAUNCHER=${launcher}"
        -D CMAKE_UNITY_BUILD=ON
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND ${CMAKE_COMMAND} --build ${work}/build --parallel 2
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${work}/build/patched COMMAND_ERROR_IS_FATAL ANY)
